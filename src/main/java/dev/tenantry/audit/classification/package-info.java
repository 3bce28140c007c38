/** How sensitive what is stored is, column by column, and the masks that follow from it. */
@NullMarked
package dev.tenantry.audit.classification;

import org.jspecify.annotations.NullMarked;
