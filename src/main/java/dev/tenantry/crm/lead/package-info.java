/** Leads: people and companies who may become customers, until it is known whether they do, and what became of them. */
@NullMarked
package dev.tenantry.crm.lead;

import org.jspecify.annotations.NullMarked;
