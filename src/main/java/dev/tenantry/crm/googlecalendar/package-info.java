/** Members' calendars at Google, kept the same as their calendars here: what has changed there, what has changed here, and whose change counts. */
@NullMarked
package dev.tenantry.crm.googlecalendar;

import org.jspecify.annotations.NullMarked;
