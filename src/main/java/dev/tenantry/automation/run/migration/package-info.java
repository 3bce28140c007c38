/** Takes runs to another version of their workflow. */
@NullMarked
package dev.tenantry.automation.run.migration;

import org.jspecify.annotations.NullMarked;
