package dev.tenantry.crm.contact;

import java.util.List;

/** Contacts that may be the same person as one, the oldest 50 of them. */
record DuplicatesResponse(List<DuplicateResponse> results) {}
