package example.passerelle.hapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * No connection leaves this process, save to the database. The JDK asks the default selector before each outgoing
 * connection, sockets of other libraries included, so refusing here closes every way at once: profiles fetched by their
 * address, packages, terminology servers, and the server-side requests that HAPI's core library is known to make.
 */
final class NoWayOut extends ProxySelector {
  private static final int DISCARD = 9;
  private final String allowed;

  private NoWayOut(String allowed) {
    this.allowed = allowed;
  }

  /** Closes every way out but the one to this "host:port"; an empty name closes all. */
  static void except(String allowed) throws IOException {
    ProxySelector.setDefault(new NoWayOut(allowed));
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), DISCARD)) {
      throw new IOException("outgoing connections are open, as to " + probe.getRemoteSocketAddress());
    } catch (IllegalStateException closed) {
      return;
    }
  }

  @Override
  public List<Proxy> select(URI target) {
    if ("socket".equals(target.getScheme()) && allowed.equals(target.getAuthority())) return List.of(Proxy.NO_PROXY);
    throw new IllegalStateException("outgoing connections are closed");
  }

  @Override
  public void connectFailed(URI target, SocketAddress address, IOException reason) {
    // The caller gets the exception itself; there is no other way to choose.
  }
}
