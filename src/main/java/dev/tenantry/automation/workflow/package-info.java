/** Workflows as people edit them: drafts, published versions, and the triggers of what is published. */
@NullMarked
package dev.tenantry.automation.workflow;

import org.jspecify.annotations.NullMarked;
