package org.gatepost.gate;

import static org.gatepost.gate.GateBench.CLERK;
import static org.gatepost.gate.GateBench.REVIEWER;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.util.List;
import java.util.UUID;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;

/** Mail that is held, and who may decide about it. */
abstract class DeskTrial {
  static final Actor OWNER = new Actor(CLERK, false, true);

  static final Actor HEAD = new Actor(REVIEWER, true, false);

  final GateBench bench = new GateBench();

  UUID held(int people) {
    bench.submit(openCc(families(people)), families(people));
    return bench.spool.all().getLast().id();
  }

  HoldState state(UUID hold) {
    return bench.spool.find(hold).orElseThrow().state();
  }

  List<Address> copies() {
    return copies(bench);
  }

  static List<Address> copies(GateBench bench) {
    return bench.nextHop.received.stream()
        .filter(received -> received.text().contains("copy"))
        .map(received -> received.to().getFirst())
        .toList();
  }
}
