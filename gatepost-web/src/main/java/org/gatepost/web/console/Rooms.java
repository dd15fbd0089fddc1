package org.gatepost.web.console;

import java.time.InstantSource;
import org.gatepost.audience.Organisation;
import org.gatepost.delivery.Ledger;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.MessageReader;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Spool;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.Assets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that the console serves; what is not named here is not served. */
@Configuration(proxyBeanMethods = false)
@Import({
  Assets.class,
  SignInRoom.class,
  HomeRoom.class,
  HeldRoom.class,
  LinkRoom.class,
  ApprovalsRoom.class,
  OwnAccountRoom.class,
  MailRoom.class,
  OthersMailRoom.class,
  OutboxRoom.class,
  AccountsRoom.class,
  ErrorRoom.class
})
class Rooms {
  @Bean
  Pages pages(ConsoleSettings settings, Assets assets) {
    return new Pages(settings, assets);
  }

  @Bean
  HumanTime humanTime(ConsoleSettings settings) {
    return new HumanTime(settings.zone());
  }

  @Bean
  HoldPages holdPages(
      HeldMail heldMail, Spool spool, Ledger ledger, HumanTime time, ConsoleSettings settings) {
    return new HoldPages(heldMail, spool, ledger, time, settings.trial());
  }

  @Bean
  RecipientsForm recipientsForm(Organisation organisation) {
    return new RecipientsForm(organisation);
  }

  @Bean
  MessageWords messageWords(MessageReader reader, HumanTime time) {
    return new MessageWords(reader, time);
  }

  @Bean
  JudgedWords judgedWords(HumanTime time, ConsoleSettings settings) {
    return new JudgedWords(time, settings.trial());
  }

  @Bean
  LookBook lookBook(AccessLog log, IdentitySource identities, InstantSource clock) {
    return new LookBook(log, identities, clock);
  }

  @Bean
  Deciding deciding(HeldMail heldMail) {
    return new Deciding(heldMail);
  }
}
