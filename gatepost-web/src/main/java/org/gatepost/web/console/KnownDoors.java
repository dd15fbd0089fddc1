package org.gatepost.web.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Answers 404 for what is no room at all, whoever asks. Only rooms ask for sign-in: a browser that
 * looks for an icon by itself must not be led there, nor the person be led to the icon afterwards.
 * Whether there is something behind a room's door is not said before sign-in.
 */
final class KnownDoors extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient RequestMatcher doors;

  KnownDoors(RequestMatcher doors) {
    this.doors = doors;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.REQUEST && !doors.matches(request)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, response);
  }
}
