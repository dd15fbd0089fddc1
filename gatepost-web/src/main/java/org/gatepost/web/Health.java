package org.gatepost.web;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Answers for whoever watches the process: alive, and able to work. Says nothing else. */
@Controller
class Health {
  private final Readiness readiness;

  Health(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/healthz")
  ResponseEntity<String> alive() {
    return answer(HttpStatus.OK, "ok\n");
  }

  @GetMapping("/readyz")
  ResponseEntity<String> ready() {
    return readiness.isReady()
        ? answer(HttpStatus.OK, "ready\n")
        : answer(HttpStatus.SERVICE_UNAVAILABLE, "not ready\n");
  }

  private static ResponseEntity<String> answer(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .cacheControl(CacheControl.noStore())
        .body(text);
  }
}
