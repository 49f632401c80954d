<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:array="http://www.w3.org/2005/xpath-functions/array"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- Where in the edition something is named: in short below each entry of a register, and on a page of its own with the
       words of all passages where they are many. All of it is ours: it repeats what stands in the documents. -->

  <!-- The mentions of an entry: those that the index has found. -->
  <xsl:template name="e:mentions" as="element(h:div)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:sequence select="$document?mentions?(string(@e:id)) ! e:mentioned(.)"/>
  </xsl:template>

  <!-- How often, in which documents, and the way to all passages. -->
  <xsl:function name="e:mentioned" as="element(h:div)" visibility="public">
    <xsl:param name="mentions" as="map(*)"/>
    <div class="mentions" data-generated="">
      <xsl:if test="$mentions?counts?documents gt 0">
        <p class="counts"><xsl:value-of select="e:counted($mentions?counts)"/></p>
      </xsl:if>
      <xsl:if test="array:size($mentions?groups) gt 0">
        <ul class="passages">
          <xsl:for-each select="$mentions?groups?*">
            <li>
              <xsl:if test="?page"><xsl:sequence select="e:document-link(.)"/></xsl:if>
              <xsl:sequence select="e:places(.)"/>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <xsl:if test="$mentions?path">
        <p class="all"><a href="{$mentions?path}"><xsl:value-of select="e:label('mentions.all')"/></a></p>
      </xsl:if>
      <xsl:sequence select="e:references($mentions?references?*)"/>
    </div>
  </xsl:function>

  <!-- "4 documents, 212 passages, 8 in notes and introductions". -->
  <xsl:function name="e:counted" as="xs:string">
    <xsl:param name="counts" as="map(*)"/>
    <xsl:variable name="passages" as="xs:integer" select="xs:integer($counts?text + $counts?commentary)"/>
    <xsl:sequence select="string-join((
        e:number-of($counts?documents, 'documents'),
        if ($passages) then e:number-of($passages, 'passages') else (),
        if ($counts?commentary) then e:digits(string($counts?commentary)) || ' ' || e:label('mentions.notes') else (),
        if ($counts?speaks) then e:number-of($counts?speaks, 'turns') else ()), e:label('separator.list'))"/>
  </xsl:function>

  <!-- A number and what it counts. -->
  <xsl:function name="e:number-of" as="xs:string" visibility="public">
    <xsl:param name="number" as="xs:double"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:variable name="n" as="xs:integer" select="xs:integer($number)"/>
    <xsl:sequence select="e:digits(string($n)) || ' ' || e:label('count.' || $what || '.' || e:number-form($n))"/>
  </xsl:function>

  <!-- A document by its title, in its own language. -->
  <xsl:function name="e:document-link" as="element(h:a)">
    <xsl:param name="group" as="map(*)"/>
    <a class="in" href="{$group?page}">
      <xsl:sequence select="e:foreign($group?language)"/>
      <xsl:value-of select="$group?title"/>
    </a>
  </xsl:function>

  <!-- The attributes of words in another language than the interface; none where no language is known. -->
  <xsl:function name="e:foreign" as="attribute()*" visibility="public">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="tag" as="xs:string" select="e:html-language(string($language))"/>
    <xsl:if test="$tag and $tag ne e:html-language($site?language)">
      <xsl:attribute name="lang" select="$tag"/>
      <xsl:if test="e:right-to-left($tag) ne e:right-to-left($site?language)">
        <xsl:attribute name="dir" select="if (e:right-to-left($tag)) then 'rtl' else 'ltr'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The places of a document: those of which only the address is told in a line, then those with their words. -->
  <xsl:function name="e:places" as="element()*">
    <xsl:param name="group" as="map(*)"/>
    <xsl:variable name="bare" as="map(*)*" select="$group?places?*[empty(?contexts?*)]"/>
    <xsl:if test="exists($bare)">
      <span class="at">
        <xsl:for-each select="$bare">
          <xsl:if test="position() gt 1">, </xsl:if>
          <xsl:sequence select="e:place-link(.)"/>
        </xsl:for-each>
        <xsl:if test="$group?count gt array:size($group?places)">
          <xsl:value-of select="' … (' || e:digits(string($group?count)) || ')'"/>
        </xsl:if>
      </span>
    </xsl:if>
    <xsl:sequence select="$group?places?*[exists(?contexts?*)] ! e:passage-item(., $group?language, true())"/>
  </xsl:function>

  <xsl:function name="e:place-link" as="element(h:a)">
    <xsl:param name="place" as="map(*)"/>
    <a href="{$place?href}" class="{$place?class}">
      <xsl:value-of select="string-join((e:label('block.' || $place?block), $place?ordinal[.] ! e:digits(.)), ' ')"/>
    </a>
  </xsl:function>

  <!-- A passage: its address, and the words around the mention; where they run on in a line, one ellipsis is enough. -->
  <xsl:function name="e:passage-item" as="element(h:p)">
    <xsl:param name="place" as="map(*)"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:param name="in-line" as="xs:boolean"/>
    <p class="{string-join(('passage', 'commentary'[$place?commentary]), ' ')}">
      <xsl:sequence select="e:place-link($place)"/>
      <xsl:if test="$place?speaks">
        <xsl:text> </xsl:text>
        <i class="speaks"><xsl:value-of select="e:label('mentions.speaks')"/></i>
      </xsl:if>
      <xsl:for-each select="$place?contexts?*">
        <xsl:text> </xsl:text>
        <span class="context">
          <xsl:sequence select="e:foreign((?language[.], $language)[1])"/>
          <xsl:variable name="number" as="xs:integer" select="position()"/>
          <xsl:variable name="left-out" as="xs:boolean" select="$in-line and $number gt 1 and ends-with($place?contexts($number - 1)?after, '…')"/>
          <xsl:if test="$number gt 1 and not($left-out or starts-with(?before, '…'))">… </xsl:if>
          <xsl:value-of select="if ($left-out) then replace(?before, '^…\s*', '') else ?before"/>
          <xsl:if test="?words"><mark><xsl:value-of select="?words"/></mark></xsl:if>
          <xsl:value-of select="?after"/>
        </span>
      </xsl:for-each>
      <xsl:if test="$place?times gt array:size($place?contexts)">
        <span class="times"><xsl:value-of select="' (' || e:number-of($place?times, 'times') || ')'"/></span>
      </xsl:if>
    </p>
  </xsl:function>

  <!-- The entries that speak of this one. -->
  <xsl:function name="e:references" as="element(h:p)?">
    <xsl:param name="entries" as="map(*)*"/>
    <xsl:if test="exists($entries)">
      <p class="references">
        <i><xsl:value-of select="e:label('mentions.references')"/></i>
        <xsl:text> </xsl:text>
        <xsl:for-each select="$entries">
          <xsl:if test="position() gt 1"><xsl:value-of select="e:label('separator.values')"/></xsl:if>
          <a href="{?href}"><bdi><xsl:value-of select="?title"/></bdi></a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
