package dev.tenantry.crm.booking;

import java.time.ZoneId;
import java.util.List;

/** What a visitor wants, and who it is: looked at already. */
record Visit(Span slot, ZoneId zone, String name, String email, List<Answer> answers) {}
