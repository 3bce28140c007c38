/** Writes reports as tables (CSV) and as pictures (SVG). */
@NullMarked
package dev.tenantry.crm.report.format;

import org.jspecify.annotations.NullMarked;
