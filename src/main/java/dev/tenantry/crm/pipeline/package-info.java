/** Pipelines: the stages that opportunities pass, in order, and which of them end in a win or a loss. */
@NullMarked
package dev.tenantry.crm.pipeline;

import org.jspecify.annotations.NullMarked;
