/** Milestones: what a project is to have come to until when. */
@NullMarked
package dev.tenantry.crm.milestone;

import org.jspecify.annotations.NullMarked;
