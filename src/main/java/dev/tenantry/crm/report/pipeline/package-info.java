/** How deals went: win rate, cycle time, velocity, and from which stage to which. */
@NullMarked
package dev.tenantry.crm.report.pipeline;

import org.jspecify.annotations.NullMarked;
