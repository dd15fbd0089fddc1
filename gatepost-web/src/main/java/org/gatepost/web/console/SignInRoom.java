package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page to sign in; the form goes to the security filters. */
@Controller
class SignInRoom {
  private static final String TYPED = SignInRoom.class.getName() + ".typed";
  private static final int LONGEST = 320;

  private final Pages pages;

  SignInRoom(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/sign-in")
  ModelAndView signIn(HttpServletRequest request) {
    // Only what is said above the form comes from the address; it opens nothing.
    List<Problem> problems = List.of();
    if (request.getParameter("wrong") != null) {
      problems =
          List.of(new Problem("login", "Enter a sign-in name and a password that belong together"));
    } else if (request.getParameter("too-many") != null) {
      problems =
          List.of(
              new Problem(
                  "login",
                  "There were too many attempts. Wait a few minutes before you try again"));
    }
    return pages.show(
        request,
        HttpStatus.OK,
        "sign-in",
        "Sign in",
        new SignInPage(request.getParameter("signed-out") != null, typed(request)),
        problems);
  }

  /** Keeps a sign-in name that was refused, so that only the password is typed again. */
  static void remember(HttpServletRequest request) {
    String typed = request.getParameter("login");
    if (typed != null && typed.length() <= LONGEST) {
      // Not in the address: addresses are kept in logs and histories.
      request.getSession().setAttribute(TYPED, typed);
    }
  }

  /** Once: whoever comes to this browser later does not find it. */
  private static String typed(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(TYPED) instanceof String typed)) {
      return "";
    }
    session.removeAttribute(TYPED);
    return typed;
  }
}
