/** The timeline: what has happened to a contact, a company or an opportunity, the latest first. */
@NullMarked
package dev.tenantry.crm.timeline;

import org.jspecify.annotations.NullMarked;
