package dev.tenantry.crm.contact;

import java.util.Map;

/**
 * What a merger would make.
 *
 * @param contact    what the contact would be
 * @param references how many records of which kind refer to the other one, and would to this one: of those that the caller may read
 */
record ContactMergerPreviewResponse(ContactRequest contact, Map<String, Long> references) {}
