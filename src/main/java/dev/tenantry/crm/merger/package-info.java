/** What two records make together that are of the same person or company. */
@NullMarked
package dev.tenantry.crm.merger;

import org.jspecify.annotations.NullMarked;
