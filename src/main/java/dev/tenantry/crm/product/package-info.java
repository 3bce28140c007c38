/** Products: what the organization sells, and what it costs from which quantity on, at any time or for some. */
@NullMarked
package dev.tenantry.crm.product;

import org.jspecify.annotations.NullMarked;
