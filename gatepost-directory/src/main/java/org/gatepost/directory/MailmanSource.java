package org.gatepost.directory;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.mail.Address;
import tools.jackson.core.JacksonException;

/**
 * Mailing lists from the REST interface of a Mailman 3 core (docs.mailman3.org, "The REST API").
 * Only an archive policy of {@code private} or {@code never} makes a list one that its members
 * alone can read; any other word is public.
 */
public final class MailmanSource implements DirectorySource {
  private static final Set<String> CLOSED = Set.of("private", "never");

  private final MailmanSettings settings;

  public MailmanSource(MailmanSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "mailman";
  }

  @Override
  public String identity() {
    return settings.url().toString();
  }

  @Override
  public Reading read() {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TrustedTls.of(settings.caFile()))
            .build()) {
      return new OneReading(client, settings.password().fetch()).run();
    } catch (JacksonException malformed) {
      return new Reading.Failed("its answer is no JSON as Mailman writes it");
    } catch (IOException | GeneralSecurityException unusable) {
      return new Reading.Failed(sentence(unusable));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Reading.Failed("it took too long");
    }
  }

  private static String sentence(Exception unusable) {
    String said = unusable.getMessage();
    return said == null || said.isBlank()
        ? unusable.getClass().getSimpleName()
        : WrittenAddress.name(said);
  }

  /** One way through all pages. */
  private final class OneReading {
    private final HttpClient client;
    private final String authorization;
    private final List<Entry> entries = new ArrayList<>();
    private int passedOver;

    OneReading(HttpClient client, String password) {
      this.client = client;
      byte[] both = (settings.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
      this.authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    Reading run() throws IOException, InterruptedException {
      Set<String> met = new HashSet<>();
      int total = Integer.MAX_VALUE;
      for (int number = 1; met.size() < total; number++) {
        Optional<byte[]> answer =
            get("/lists?count=" + settings.limits().page() + "&page=" + number);
        if (answer.isEmpty()) {
          return new Reading.Failed("there is no /lists at directory.mailman.url");
        }
        MailmanAnswers.Page page = MailmanAnswers.page(answer.get());
        total = page.total();
        if (total > settings.limits().lists()) {
          return new Reading.Failed(
              "it has more than " + settings.limits().lists() + " lists (max-lists)");
        }
        int before = met.size();
        for (MailmanAnswers.MailingList list : page.lists()) {
          if (met.add(list.id())) {
            take(list);
          }
        }
        if (met.size() == before && met.size() < total) {
          return new Reading.Failed("it named " + total + " lists and showed " + met.size());
        }
      }
      return new Reading.Complete(new Listing(entries, passedOver));
    }

    private void take(MailmanAnswers.MailingList list) throws IOException, InterruptedException {
      Optional<Address> address = WrittenAddress.parse(list.address());
      if (address.isEmpty()) {
        passedOver++;
        return;
      }
      Optional<byte[]> answer =
          get(
              "/lists/"
                  + URLEncoder.encode(list.id(), StandardCharsets.UTF_8)
                  + "/config/archive_policy");
      if (answer.isEmpty()) {
        return; // removed since its page was read
      }
      Optional<String> policy = MailmanAnswers.text(answer.get(), "archive_policy");
      boolean closed = policy.filter(CLOSED::contains).isPresent();
      OptionalInt members = list.members();
      entries.add(
          new Entry(
              address.get(),
              WrittenAddress.name(list.name()),
              closed ? Kind.LIST : Kind.PUBLIC_LIST,
              WrittenAddress.name(list.about()),
              true,
              members));
    }

    /** The answer; empty when there is no such thing (404). */
    private Optional<byte[]> get(String path) throws IOException, InterruptedException {
      String base = settings.url().toString().replaceFirst("/+$", "");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(settings.timeout())
              .header("Authorization", authorization)
              .header("Accept", "application/json")
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (status == 404) {
          return Optional.empty();
        }
        if (status != 200) {
          throw new ProtocolException(
              status == 401 ? "it does not accept the user or the password" : "it says " + status);
        }
        byte[] octets = body.readNBytes(settings.limits().answer() + 1);
        if (octets.length > settings.limits().answer()) {
          throw new ProtocolException(
              "an answer is larger than " + settings.limits().answer() + " octets");
        }
        return Optional.of(octets);
      }
    }
  }
}
