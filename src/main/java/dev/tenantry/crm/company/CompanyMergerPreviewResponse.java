package dev.tenantry.crm.company;

import java.util.Map;

/**
 * What a merger would make.
 *
 * @param company    what the company would be
 * @param references how many records of which kind refer to the other one, and would to this one: of those that the caller may read
 */
record CompanyMergerPreviewResponse(CompanyRequest company, Map<String, Long> references) {}
