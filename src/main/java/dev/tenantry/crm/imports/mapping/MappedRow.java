package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.shared.problem.FieldError;

/**
 * A row as its record is to be.
 *
 * @param properties in the form of the records' API; what it refers to is still to be found
 * @param keys       what tells whether the record is there already: property and value, in the order to look
 * @param faults     what cannot be read
 */
public record MappedRow(
        CsvRow source,
        ObjectNode properties,
        Map<String, String> keys,
        List<Reference> references,
        List<FieldError> faults) {}
