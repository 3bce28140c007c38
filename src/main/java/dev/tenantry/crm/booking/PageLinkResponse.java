package dev.tenantry.crm.booking;

/** Where visitors book. */
record PageLinkResponse(String url) {}
