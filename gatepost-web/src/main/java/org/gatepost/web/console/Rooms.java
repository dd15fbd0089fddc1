package org.gatepost.web.console;

import org.gatepost.audience.Organisation;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Spool;
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
  HoldPages holdPages(Spool spool, Ledger ledger, HumanTime time) {
    return new HoldPages(spool, ledger, time);
  }

  @Bean
  RecipientsForm recipientsForm(Organisation organisation) {
    return new RecipientsForm(organisation);
  }

  @Bean
  Deciding deciding(HeldMail heldMail) {
    return new Deciding(heldMail);
  }
}
