package dev.tenantry.crm.booking;

/** What a visitor has answered. @param question as it was asked */
record Answer(String name, String question, String answer) {}
