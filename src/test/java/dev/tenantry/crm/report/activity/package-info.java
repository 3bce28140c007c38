/** Tests what is counted of what members did. */
@org.jspecify.annotations.NullMarked
package dev.tenantry.crm.report.activity;
