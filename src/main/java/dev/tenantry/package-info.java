/** The application: one folder for each module, and what starts them. */
@NullMarked
package dev.tenantry;

import org.jspecify.annotations.NullMarked;
