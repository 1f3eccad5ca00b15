package example.passerelle.hapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be asked of the server: JSON, and the operations named here. All others are refused, those of later versions too. */
@Interceptor
public final class Doors {
  private static final Set<String> OPERATIONS = Set.of("$validate", "$everything");
  private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");
  private static final Pattern READABLE =
      Pattern.compile("application/(([a-z-]+\\+)?json|x-www-form-urlencoded)( *;.*)?");
  private static final Pattern FOREIGN = Pattern.compile("xml|ttl|turtle|rdf|html");
  private static final String REFUSAL =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-supported\","
          + "\"diagnostics\":\"This server speaks JSON only\"}]}";

  /** A body must say that it is JSON (or a search form), or HAPI guesses: the parsers of XML are the ones with published holes. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_PROCESSED)
  public boolean jsonOnly(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (BODIES.contains(request.getMethod()) && !READABLE.matcher(orEmpty(request.getContentType())).matches())
      return refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    boolean wantsForeign = foreign(request.getParameter("_format")) || foreign(request.getHeader("Accept"));
    return wantsForeign ? refuse(response, HttpServletResponse.SC_NOT_ACCEPTABLE) : true;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void namedOperationsOnly(RequestDetails request) {
    String operation = request.getOperation();
    if (operation != null && operation.startsWith("$") && !OPERATIONS.contains(operation))
      throw new ForbiddenOperationException("The operation " + operation + " is closed on this server");
  }

  private static boolean foreign(String wanted) {
    return !orEmpty(wanted).contains("json") && FOREIGN.matcher(orEmpty(wanted)).find();
  }

  private static String orEmpty(String header) {
    return header == null ? "" : header.toLowerCase(Locale.ROOT);
  }

  private static boolean refuse(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getWriter().write(REFUSAL);
    return false;
  }
}
