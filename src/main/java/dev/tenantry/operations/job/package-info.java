/** Background jobs as people see them, whichever module's they are: where each stands, its progress as it comes, and its end. */
@NullMarked
package dev.tenantry.operations.job;

import org.jspecify.annotations.NullMarked;
