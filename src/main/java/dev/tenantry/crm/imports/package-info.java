/**
 * Imports of CSV files: uploaded, mapped, tried, and run in the background by whichever instance is free, chunk by chunk,
 * each with the position that it leads to in one transaction.
 */
@NullMarked
package dev.tenantry.crm.imports;

import org.jspecify.annotations.NullMarked;
