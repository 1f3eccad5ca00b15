package example.passerelle.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The real HAPI FHIR JPA server (R4) on loopback, for tests and evaluation on machines without Docker.
 *
 * <p>Settings, all from the environment: HAPI_PORT (0: the system chooses), HAPI_DATABASE_URL (a JDBC address of H2 or
 * PostgreSQL), HAPI_DATABASE_USER, HAPI_DATABASE_PASSWORD, HAPI_DATABASE_SCHEMA (PostgreSQL only, made when missing). It
 * prints "ready" and its base address once it serves, and ends when its standard input closes or at SIGTERM.
 */
public final class Hapi {
  private static final String PATH = "/fhir";
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 1000;

  private Hapi() {}

  public static void main(String[] args) throws Exception {
    Database database = Database.fromEnvironment();
    NoWayOut.except(database.address());
    Server jetty = new Server();
    ServerConnector door = loopback(jetty, Integer.parseInt(System.getenv().getOrDefault("HAPI_PORT", "0")));
    AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
    parts.registerBean(Database.class, () -> database);
    parts.register(Wiring.class);
    parts.refresh();
    String address = "http://127.0.0.1:" + door.getLocalPort() + PATH;
    ServletContextHandler web = new ServletContextHandler();
    ServletHolder servlet = new ServletHolder(server(parts, address));
    servlet.setInitOrder(1);
    web.addServlet(servlet, PATH + "/*");
    jetty.setHandler(web);
    jetty.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(jetty, parts)));
    System.out.println("ready " + address);
    endWithStandardInput();
  }

  /** Opens the port before the long start, so that a port in use is said at once. */
  private static ServerConnector loopback(Server jetty, int port) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.open();
    jetty.addConnector(connector);
    return connector;
  }

  private static RestfulServer server(AnnotationConfigApplicationContext parts, String address) {
    FhirContext context = parts.getBean(FhirContext.class);
    // By default an element that R4 does not define is left out without a word.
    context.setParserErrorHandler(new StrictErrorHandler());
    DatabaseBackedPagingProvider pages = parts.getBean(DatabaseBackedPagingProvider.class);
    pages.setDefaultPageSize(PAGE);
    pages.setMaximumPageSize(LARGEST_PAGE);
    RestfulServer server = new RestfulServer(context);
    server.setPagingProvider(pages);
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setDefaultPrettyPrint(false);
    server.setServerAddressStrategy(new HardcodedServerAddressStrategy(address));
    server.registerProviders(parts.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    server.registerProvider(parts.getBean("mySystemProviderR4", JpaSystemProvider.class));
    server.setServerConformanceProvider(capabilities(parts, server));
    server.registerInterceptor(new Doors());
    return server;
  }

  private static JpaCapabilityStatementProvider capabilities(
      AnnotationConfigApplicationContext parts, RestfulServer server) {
    return new JpaCapabilityStatementProvider(
        server,
        parts.getBean(IFhirSystemDao.class),
        parts.getBean(JpaStorageSettings.class),
        parts.getBean(ISearchParamRegistry.class),
        parts.getBean("myJpaValidationSupportChain", IValidationSupport.class));
  }

  /** Whoever started this holds our standard input open: when that process is gone, however it ended, so are we. */
  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) continue;
    } catch (IOException gone) {
      System.err.println("standard input: " + gone.getMessage());
    }
    System.exit(0);
  }

  private static void stop(Server jetty, AnnotationConfigApplicationContext parts) {
    try {
      jetty.stop();
    } catch (Exception late) {
      System.err.println("stopping: " + late.getMessage());
    }
    parts.close();
  }
}
