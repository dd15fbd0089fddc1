package org.gatepost.web.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.mail.Address;

/** A browser without a screen: keeps cookies, sends forms with their tokens, follows on demand. */
final class Visitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final String base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(10)).build();
  private String token = "";
  private String forwarded = "";

  Visitor(String base) {
    this.base = base;
  }

  /** Comes through a proxy that names these hops. */
  Visitor from(String hops) {
    forwarded = hops;
    return this;
  }

  HttpResponse<String> get(String path) {
    return remember(send(request(path).GET().build()));
  }

  HttpResponse<String> head(String path) {
    return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Sends a form from the page that was last seen: with its token, when it had one. */
  HttpResponse<String> post(String path, String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    if (!token.isEmpty()) {
      all.add("_csrf");
      all.add(token);
    }
    return remember(send(form(path, all).build()));
  }

  HttpResponse<String> postWithoutToken(String path, String... fields) {
    return send(form(path, List.of(fields)).build());
  }

  HttpResponse<String> postFrom(String site, String path, String... fields) {
    return send(form(path, List.of(fields)).header("Sec-Fetch-Site", site).build());
  }

  /** Where a redirect leads. */
  HttpResponse<String> follow(HttpResponse<String> redirect) {
    return get(location(redirect));
  }

  static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElse("no redirect: " + response.statusCode());
  }

  HttpResponse<String> signIn(Address person, String password) {
    get("/sign-in");
    return post("/sign-in", "login", person.toString(), "password", password);
  }

  List<String> cookies() {
    return cookies.getCookieStore().getCookies().stream().map(Object::toString).toList();
  }

  private HttpRequest.Builder form(String path, List<String> fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(URLEncoder.encode(fields.get(i), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8));
    }
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base).resolve(path)).timeout(Duration.ofSeconds(60));
    return forwarded.isEmpty() ? request : request.header("X-Forwarded-For", forwarded);
  }

  private HttpResponse<String> remember(HttpResponse<String> response) {
    Matcher matcher = TOKEN.matcher(response.body());
    if (matcher.find()) {
      token = matcher.group(1);
    }
    return response;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
