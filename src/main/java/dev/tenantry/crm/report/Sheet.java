package dev.tenantry.crm.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param name    of its file
 * @param columns what stands above them
 * @param rows    as many values each as there are columns: texts, numbers and days; null is blank
 */
public record Sheet(String name, List<String> columns, List<List<@Nullable Object>> rows) {}
