package org.gatepost.web.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatepost.web.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Leads somebody whose password another person knows to the page where they choose their own. */
final class NewPasswordFirst extends HttpFilter {
  private static final long serialVersionUID = 1L;
  static final String PAGE = "/account/password";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    boolean open =
        path.equals(PAGE)
            || path.equals("/sign-out")
            || path.startsWith("/assets/")
            || path.startsWith("/h/")
            || path.equals("/healthz")
            || path.equals("/readyz")
            || path.equals("/error");
    if (!open && mustChange()) {
      response.sendRedirect(PAGE);
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean mustChange() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getPrincipal() instanceof SignedIn person
        && person.account().mustChangePassword();
  }
}
