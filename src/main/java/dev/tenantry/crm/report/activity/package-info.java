/** What members did, by day, week or month. */
@NullMarked
package dev.tenantry.crm.report.activity;

import org.jspecify.annotations.NullMarked;
