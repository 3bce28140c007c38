/** What a run would do, without doing it. */
@NullMarked
package dev.tenantry.automation.run.dryrun;

import org.jspecify.annotations.NullMarked;
