/** Price lists: prices of products that hold for a time. */
@NullMarked
package dev.tenantry.crm.pricelist;

import org.jspecify.annotations.NullMarked;
