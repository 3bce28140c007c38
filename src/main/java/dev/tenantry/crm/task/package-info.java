/** Tasks: what somebody is to do until when, and what it is about. */
@NullMarked
package dev.tenantry.crm.task;

import org.jspecify.annotations.NullMarked;
