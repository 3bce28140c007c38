/** Saved views: what lists of records are asked, kept by members for themselves or for the organization. */
@NullMarked
package dev.tenantry.crm.view;

import org.jspecify.annotations.NullMarked;
