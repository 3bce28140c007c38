package dev.tenantry.crm.imports.csv;

import java.util.List;

/**
 * How a column's values are to be read.
 *
 * @param formats   that hold for it, the most frequent first
 * @param ambiguous formats that it can have as well as one another, of which a mapping has to state one
 * @param basis     why, in a sentence
 */
record Reading(List<String> formats, List<String> ambiguous, String basis) {}
