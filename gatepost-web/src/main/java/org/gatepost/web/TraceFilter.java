package org.gatepost.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.IdentitySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request a name that its error page and the log share, and turns a database that does
 * not answer into a plain 503.
 */
public final class TraceFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(TraceFilter.class);
  private static final String TRACE = TraceFilter.class.getName();

  private final transient IdentitySource identities;

  TraceFilter(IdentitySource identities) {
    this.identities = identities;
  }

  /** The name of a request. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(TRACE) instanceof String trace ? trace : "none";
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String trace = identities.next().toString();
    request.setAttribute(TRACE, trace);
    try {
      chain.doFilter(request, response);
    } catch (StorageUnavailableException unavailable) {
      log.warn("trace={} storage is not available", trace, unavailable);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }
}
