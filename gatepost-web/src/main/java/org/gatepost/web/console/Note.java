package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What happened, shown once at the top of the next page.
 *
 * @param success true when it is what the person wanted
 */
public record Note(String title, String text, boolean success) {
  /** The flash attribute that carries it over a redirect. */
  static final String KEY = "note";

  /** Hands the note on when this page only leads to another. */
  static void handOn(HttpServletRequest request, RedirectAttributes flash) {
    Map<String, ?> carried = RequestContextUtils.getInputFlashMap(request);
    if (carried != null && carried.get(KEY) instanceof Note note) {
      flash.addFlashAttribute(KEY, note);
    }
  }

  static Note success(String title, String text) {
    return new Note(title, text, true);
  }

  static Note important(String title, String text) {
    return new Note(title, text, false);
  }
}
