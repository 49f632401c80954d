<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- What the rules of the site have made, as it stands in a book. -->

  <!-- Reading systems ask for the language as XML says it. -->
  <xsl:template match="h:*/@lang" mode="e:bound" as="attribute()+">
    <xsl:sequence select="."/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>

  <!-- What only scripts and the site's own style sheets have a use for. -->
  <xsl:template match="h:*/@tabindex | h:*/@loading | h:*/@download | h:*/@popover | h:*/@popovertarget | h:*/@open
      | h:*/@data-cite | h:*/@data-facs | h:*/@data-row | h:a/@type" mode="e:bound"/>
  <xsl:template match="h:script | h:noscript | h:form | h:button | h:input | h:select | h:label"
      mode="e:bound"/>
  <xsl:template match="h:a[@class = 'permalink'] | h:*[@class = 'turn-steps'] | h:div[@class = 'mentions']/h:*[@class = 'all']"
      mode="e:bound" priority="2"/>
  <!-- What stands beside a turn: who is spoken to, which turn is answered, as words apart. -->
  <xsl:template match="h:p[@class = 'turn-kind']/h:span[preceding-sibling::h:span]" mode="e:bound" as="node()+">
    <xsl:text> </xsl:text>
    <span><xsl:apply-templates select="@*, node()" mode="e:bound"/></span>
  </xsl:template>

  <!-- What is folded away on a page stands open in a book, below its label. -->
  <xsl:template match="h:details" mode="e:bound" as="element(h:div)">
    <div><xsl:apply-templates select="@*, node()" mode="e:bound"/></div>
  </xsl:template>
  <xsl:template match="h:summary" mode="e:bound" as="element(h:div)">
    <div class="summary"><xsl:apply-templates select="@* except @class, node()" mode="e:bound"/></div>
  </xsl:template>
  <xsl:template match="h:details[@id = '-about'][h:summary]" mode="e:bound" as="element(h:section)" priority="1">
    <section aria-labelledby="-about-title">
      <xsl:apply-templates select="@*" mode="e:bound"/>
      <h2 id="-about-title"><xsl:apply-templates select="h:summary/(@*, node())" mode="e:bound"/></h2>
      <xsl:apply-templates select="node() except h:summary" mode="e:bound"/>
    </section>
  </xsl:template>

  <!-- A call and its note, which reading systems open where it is called. -->
  <xsl:template match="h:a[@role = 'doc-noteref']" mode="e:bound" as="element(h:a)" priority="1">
    <a epub:type="noteref"><xsl:apply-templates select="@*, node()" mode="e:bound"/></a>
  </xsl:template>
  <xsl:template match="h:section[@role = 'doc-endnotes']" mode="e:bound" as="element(h:section)">
    <section epub:type="footnotes">
      <xsl:apply-templates select="@* except @role, node()" mode="e:bound"/>
    </section>
  </xsl:template>
  <xsl:template match="h:section[@role = 'doc-endnotes']/h:ol" mode="e:bound" as="element(h:aside)*">
    <xsl:apply-templates select="h:li" mode="e:bound"/>
  </xsl:template>
  <xsl:template match="h:section[@role = 'doc-endnotes']/h:ol/h:li" mode="e:bound" as="element(h:aside)">
    <aside epub:type="footnote" role="doc-footnote">
      <xsl:apply-templates select="@*, node()" mode="e:bound"/>
    </aside>
  </xsl:template>

  <!-- Where an address of the site leads in the book: to a chapter, to the web; nowhere, if the edition has no address. -->
  <xsl:function name="e:way" as="xs:string?">
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="page" as="xs:string" select="replace($href, '#.*$', '', 's')"/>
    <xsl:variable name="place" as="xs:string" select="substring($href, string-length($page) + 1)"/>
    <xsl:variable name="chapter" as="xs:string?" select="$book?pages?($page)"/>
    <xsl:sequence select="
      if ($page = '') then $href
      else if ($chapter) then $chapter || $place
      else if (matches($href, '^[A-Za-z][A-Za-z0-9+.-]*:')) then e:web-way($href)
      else $site?url[.] ! (. || iri-to-uri($href))"/>
  </xsl:function>

  <xsl:template match="h:a[@href]" mode="e:bound" as="element()">
    <xsl:variable name="way" as="xs:string?" select="e:way(@href)"/>
    <xsl:choose>
      <xsl:when test="$way">
        <a href="{$way}"><xsl:apply-templates select="@* except @href, node()" mode="e:bound"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:apply-templates select="@* except (@href, @rel, @role, @hreflang, @aria-label), node()" mode="e:bound"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A picture stands in the page: whole where it is a figure, else as large as the site has it beside text. -->
  <xsl:template match="h:a[@class = 'graphic'][h:img]" mode="e:bound" as="element(h:span)" priority="1">
    <span>
      <xsl:apply-templates select="@* except (@href, @rel), node()" mode="e:bound"/>
    </span>
  </xsl:template>
  <xsl:template match="h:img" mode="e:bound" as="element(h:img)">
    <xsl:variable name="whole" as="xs:string?"
        select="parent::h:a[parent::h:figure]/@href[matches(., '\.(jpe?g|png|gif|webp|svg)$', 'i')]"/>
    <xsl:variable name="source" as="xs:string" select="($whole, @src)[1]"/>
    <img src="{if (starts-with($source, 'data:')) then $source else '../' || $source}">
      <xsl:apply-templates select="@* except (@src, @width, @height)" mode="e:bound"/>
    </img>
  </xsl:template>

  <!-- A link to a place that no chapter has is no link. -->
  <xsl:template match="h:a[@href = $document?dangling?*]" mode="e:mended" as="element(h:span)">
    <span><xsl:apply-templates select="@* except (@href, @rel, @role, @hreflang, @aria-label, @epub:type), node()" mode="e:mended"/></span>
  </xsl:template>

</xsl:stylesheet>
