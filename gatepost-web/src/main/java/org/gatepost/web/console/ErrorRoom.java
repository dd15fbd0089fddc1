package org.gatepost.web.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.web.TraceFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Pages for what went wrong: what it means, what to do, and a name to tell the administrator. */
@Controller
@ControllerAdvice
class ErrorRoom {
  private static final Logger log = LoggerFactory.getLogger(ErrorRoom.class);

  private final Pages pages;

  ErrorRoom(Pages pages) {
    this.pages = pages;
  }

  /** Where the server itself and the security filters send what they refuse. */
  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      log.error("trace={} a page failed", TraceFilter.of(request), failure);
    }
    return page(request, status == null ? HttpStatus.NOT_FOUND : status);
  }

  @ExceptionHandler(Missing.class)
  ModelAndView missing(HttpServletRequest request) {
    return page(request, HttpStatus.NOT_FOUND);
  }

  @ExceptionHandler(StorageUnavailableException.class)
  ModelAndView unavailable(HttpServletRequest request, StorageUnavailableException failure) {
    log.warn("trace={} storage is not available", TraceFilter.of(request), failure);
    return page(request, HttpStatus.SERVICE_UNAVAILABLE);
  }

  private ModelAndView page(HttpServletRequest request, HttpStatus status) {
    String trace = TraceFilter.of(request);
    ErrorPage page =
        switch (status) {
          case FORBIDDEN ->
              new ErrorPage(
                  "You cannot do this",
                  "This page is not open to you, or the form is too old.",
                  "If you sent a form, go back, load the page again and repeat it."
                      + " Nothing was done.",
                  "");
          case NOT_FOUND, METHOD_NOT_ALLOWED ->
              new ErrorPage(
                  "Page not found",
                  "There is no such page, or it is not yours to see.",
                  "If you typed or pasted the address, check it.",
                  "");
          case SERVICE_UNAVAILABLE ->
              new ErrorPage(
                  "Sorry, Gatepost cannot answer now",
                  "Its database does not answer. No mail is lost.",
                  "Try again in a few minutes.",
                  trace);
          default ->
              status.is4xxClientError()
                  ? new ErrorPage(
                      "That did not work",
                      "Gatepost could not read what your browser sent. Nothing was done.",
                      "Go back, load the page again and repeat it.",
                      trace)
                  : new ErrorPage(
                      "Sorry, there is a problem with Gatepost",
                      "Something went wrong here. It is not your fault.",
                      "Try again later. If it happens again, tell your administrator.",
                      trace);
        };
    return pages.plain(status, "error", page.title(), page);
  }
}
