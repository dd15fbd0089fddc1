package org.gatepost.web.console;

import java.time.ZoneId;
import org.gatepost.audience.Organisation;
import org.gatepost.web.ServerSettings;

/**
 * How the console is run.
 *
 * @param server where and how it is served
 * @param organisation whose console it is
 * @param zone in which times are shown
 * @param trial true when nothing really leaves; every page says so
 */
public record ConsoleSettings(
    ServerSettings server, Organisation organisation, ZoneId zone, boolean trial) {}
