/** What may be due for somebody today, of whatever module. */
@NullMarked
package dev.tenantry.shared.day;

import org.jspecify.annotations.NullMarked;
