/** Why a workflow did or did not run for a record, stage by stage. */
@NullMarked
package dev.tenantry.automation.why;

import org.jspecify.annotations.NullMarked;
