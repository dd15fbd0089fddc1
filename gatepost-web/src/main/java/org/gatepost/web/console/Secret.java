package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * A password that was made here, shown on the next page and then never again.
 *
 * @param title what it is for
 * @param login the name that goes with it
 */
public record Secret(String title, String login, String password) {
  private static final String KEY = "secret";

  void carry(RedirectAttributes flash) {
    flash.addFlashAttribute(KEY, this);
  }

  static Optional<Secret> shown(HttpServletRequest request) {
    Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(KEY) instanceof Secret secret
        ? Optional.of(secret)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Secret for " + login;
  }
}
