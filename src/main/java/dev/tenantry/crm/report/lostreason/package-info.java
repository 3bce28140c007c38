/** Why deals were lost. */
@NullMarked
package dev.tenantry.crm.report.lostreason;

import org.jspecify.annotations.NullMarked;
