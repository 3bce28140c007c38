/** What is due for somebody today, whatever it is. */
@NullMarked
package dev.tenantry.crm.day;

import org.jspecify.annotations.NullMarked;
