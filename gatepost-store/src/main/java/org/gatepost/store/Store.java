package org.gatepost.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.account.Accounts;
import org.gatepost.delivery.Ledger;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.Outbox;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.gatepost.store.sql.Adapters;
import org.gatepost.store.sql.Archive;
import org.gatepost.store.sql.Database;
import org.gatepost.store.sql.JdbcAnswers;
import org.gatepost.store.sql.JdbcCorrespondence;
import org.gatepost.store.sql.JdbcLists;
import org.gatepost.store.sql.KeyCheck;
import org.gatepost.store.sql.Migrations;
import org.gatepost.store.sql.Retention;
import org.gatepost.store.vault.KeyFile;
import org.gatepost.store.vault.Vault;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Everything that must survive a crash, opened and closed as one. Opening it makes what is missing:
 * the server, its tables, the keys.
 */
public final class Store implements AutoCloseable {
  private static final Duration LOST_LOCK = Duration.ofSeconds(15);

  private final Deque<AutoCloseable> opened;
  private final Adapters adapters;
  private final Vault vault;
  private final PGSimpleDataSource source;
  private final DataFolder folder;

  private Store(
      Deque<AutoCloseable> opened,
      Adapters adapters,
      Vault vault,
      PGSimpleDataSource source,
      DataFolder folder) {
    this.opened = opened;
    this.folder = folder;
    this.source = source;
    this.adapters = adapters;
    this.vault = vault;
  }

  /**
   * Opens the store for the one process that serves from this data folder.
   *
   * @throws StoreUnusableException when another process has the folder, or it cannot be opened
   */
  public static Store open(StoreSettings settings) {
    DataFolder.Lock lock =
        settings
            .folder()
            .lock()
            .orElseThrow(
                () ->
                    new StoreUnusableException(
                        "Another Gatepost is running on "
                            + settings.folder().path()
                            + ". Stop it, or use another --data."));
    return open(settings, lock);
  }

  /**
   * Opens the store beside a process that serves from it, or alone when none does.
   *
   * @throws StoreUnusableException when it cannot be opened
   */
  public static Store join(StoreSettings settings) {
    if (settings.database().isPresent()) {
      return assemble(settings, new ArrayDeque<>(), own(settings.database().get()));
    }
    long end = System.nanoTime() + LOST_LOCK.toNanos();
    do {
      Optional<EmbeddedPostgres.Access> running = EmbeddedPostgres.running(settings.folder());
      Optional<DataFolder.Lock> lock = settings.folder().lock();
      if (lock.isPresent()) {
        return open(settings, lock.get());
      }
      if (running.isPresent()) {
        return assemble(settings, new ArrayDeque<>(), local(running.get()));
      }
      pause();
    } while (System.nanoTime() < end);
    throw new StoreUnusableException(
        "Another Gatepost is starting on " + settings.folder().path() + " and has not come up.");
  }

  /**
   * Fills a new database from an archive that {@link #archive} wrote.
   *
   * @param settings whose key file is in its place already, and is the archive's
   * @throws StoreUnusableException when the database is in use or the key file another's
   * @throws NotAnArchiveException when it is none, or a damaged one
   */
  static void restore(StoreSettings settings, InputStream archive) throws IOException {
    DataFolder.Lock lock =
        settings
            .folder()
            .lock()
            .orElseThrow(
                () ->
                    new StoreUnusableException(
                        "A Gatepost is running on " + settings.folder().path() + "."));
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    opened.push(lock);
    try {
      Vault keys = KeyFile.read(settings.keys());
      PGSimpleDataSource source = source(settings, opened);
      tuneToFill(source);
      if (Archive.restore(source, archive, keys)) {
        settings.folder().noteNextHop();
      }
    } finally {
      close(opened);
    }
  }

  private static PGSimpleDataSource source(StoreSettings settings, Deque<AutoCloseable> opened) {
    if (settings.database().isPresent()) {
      return own(settings.database().get());
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            settings.folder(),
            settings.identities(),
            port -> source.setPortNumbers(new int[] {port}));
    opened.push(postgres);
    return local(source, postgres.access());
  }

  private static Store open(StoreSettings settings, DataFolder.Lock lock) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    opened.push(lock);
    try {
      return assemble(settings, opened, source(settings, opened));
    } catch (RuntimeException failed) {
      close(opened);
      throw failed;
    }
  }

  private static Store assemble(
      StoreSettings settings, Deque<AutoCloseable> opened, PGSimpleDataSource source) {
    try {
      tune(source);
      Migrations.run(source);
      Database database = new Database(source, settings.connections(), settings.patience());
      opened.push(database);
      Vault vault = KeyCheck.open(database, settings.keys(), settings.identities());
      Adapters adapters = new Adapters(database, vault, settings.subjects());
      opened.push(adapters);
      return new Store(opened, adapters, vault, source, settings.folder());
    } catch (RuntimeException failed) {
      close(opened);
      throw failed;
    }
  }

  private static PGSimpleDataSource own(StoreSettings.OwnDatabase database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(database.url());
    } catch (IllegalArgumentException malformed) {
      throw new StoreUnusableException(
          "database.url is not a PostgreSQL address: jdbc:postgresql://host/database", malformed);
    }
    database.user().ifPresent(source::setUser);
    database.password().ifPresent(source::setPassword);
    return source;
  }

  static PGSimpleDataSource local(EmbeddedPostgres.Access access) {
    return local(new PGSimpleDataSource(), access);
  }

  private static PGSimpleDataSource local(
      PGSimpleDataSource source, EmbeddedPostgres.Access access) {
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {access.port()});
    source.setDatabaseName(access.database());
    source.setUser(access.user());
    source.setPassword(access.password());
    return source;
  }

  /**
   * A commit is on disk when it returns, whatever the server's default is; a server that has
   * stopped answering is noticed; and an error does not quote the row that it is about.
   */
  static void tune(PGSimpleDataSource source) {
    try {
      source.setProperty("ApplicationName", "gatepost");
    } catch (SQLException unknown) {
      throw new IllegalStateException(unknown);
    }
    source.setOptions("-c synchronous_commit=on -c lock_timeout=15s -c TimeZone=UTC");
    source.setConnectTimeout(3);
    source.setSocketTimeout(60);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
  }

  /**
   * As {@link #tune}, and however long an answer takes: behind the last row of a table the server
   * looks all its references up before it says anything, which are millions after a busy year. A
   * server that ends is noticed all the same.
   */
  static void tuneToFill(PGSimpleDataSource source) {
    tune(source);
    source.setSocketTimeout(0);
  }

  public Spool spool() {
    return adapters.spool();
  }

  public Ledger ledger() {
    return adapters.ledger();
  }

  public AuditTrail audit() {
    return adapters.audit();
  }

  public Outbox outbox() {
    return adapters.outbox();
  }

  public Accounts accounts() {
    return adapters.accounts();
  }

  public AccessLog accessLog() {
    return adapters.accessLog();
  }

  /** What senders answered when they were asked about recipients. */
  public JdbcAnswers answers() {
    return adapters.answers();
  }

  /** Lists that mail has shown. */
  public JdbcLists lists() {
    return adapters.lists();
  }

  /**
   * Who writes to whom.
   *
   * @param inside who is of the organisation
   * @param identity the one address that stands for a person with several
   */
  public JdbcCorrespondence correspondence(
      Predicate<Address> inside, UnaryOperator<Address> identity) {
    return adapters.correspondence(inside, identity);
  }

  public Retention retention() {
    return adapters.retention();
  }

  /** A secret of 64 octets for tokens in links; the same for as long as the key file is. */
  public byte[] tokenKey() {
    return vault.tokenKey();
  }

  /**
   * Writes all that is stored into a ZIP file, as of one moment, while mail goes on. The key file
   * is no part of it.
   */
  public void archive(OutputStream target) throws IOException {
    Archive.write(source, folder.hasUsedNextHop(), target);
  }

  /** Writes what waits, gives the connections back, and ends the embedded server. */
  @Override
  public void close() {
    close(opened);
  }

  private static void close(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception broken) {
        throw new IllegalStateException("The store did not close in order.", broken);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreUnusableException("Interrupted.", interrupted);
    }
  }
}
