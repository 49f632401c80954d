<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:me="http://www.menota.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="#all">

  <!-- How a reader may see a text: a small panel of switches, those that the page has a use for. They are check boxes
       and radio buttons that work by rules of CSS. The value of each is the word that stands for it in the address
       (?view=corrected,no-notes) when it is not as it was; assets/site.js writes it there. -->

  <xsl:template name="e:readings" as="element(h:details)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:variable name="forms" as="element(h:label)*" select="e:form-switches(.)"/>
    <xsl:variable name="shown" as="element(h:label)*" select="e:part-switches(.)"/>
    <xsl:variable name="witnesses" as="element(h:fieldset)?">
      <xsl:call-template name="e:witness-switch"/>
    </xsl:variable>
    <xsl:if test="exists(($forms, $shown, $witnesses))">
      <details class="readings" data-generated="">
        <xsl:sequence select="e:interface(.)"/>
        <summary class="view-open"><span><xsl:value-of select="e:label('view')"/></span></summary>
        <form class="view" id="-view" autocomplete="off" aria-label="{e:label('view')}">
          <xsl:sequence select="e:fieldset('readings', $forms), e:fieldset('layout', $shown), $witnesses"/>
          <xsl:call-template name="e:compare-switch">
            <xsl:with-param name="forms" select="exists($forms[not(h:input/@id = '-show-changes')])"/>
            <xsl:with-param name="witnesses" select="$witnesses"/>
          </xsl:call-template>
        </form>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- What switches are for, by one walk through a document: pairs of forms, changes, breaks, the apparatus. -->
  <xsl:key name="e:switched" match="tei:choice" use="e:pair(.), 'spelling'[current()/me:norm], 'choice'"/>
  <xsl:key name="e:switched" use="local-name()"
      match="tei:surplus | tei:am | tei:del | tei:add | tei:lb | tei:pb | tei:cb | tei:gb | tei:app"/>

  <!-- True where this page has such a thing in its text. -->
  <xsl:function name="e:has" as="xs:boolean" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:param name="kinds" as="xs:string*"/>
    <xsl:variable name="cut" as="xs:boolean" select="exists($root/*/@e:split)"/>
    <xsl:sequence select="
      some $found in key('e:switched', $kinds, $root) satisfies
        (if ($cut) then $found/ancestor-or-self::*[@e:page][1]/@e:page = $e:here else empty($found/ancestor::tei:teiHeader))"/>
  </xsl:function>

  <!-- The forms of the words: what editors corrected, solved, regularised; what writers changed. -->
  <xsl:function name="e:form-switches" as="element(h:label)*">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      e:switch('as-corrected', 'corrected', false())[e:has($root, ('text', 'surplus'))],
      e:switch('as-expanded', 'expanded', false())[e:has($root, ('abbreviation', 'am'))],
      e:switch('as-regular', 'regularised', false())[e:has($root, 'spelling')],
      e:switch('show-changes', 'no-changes', true())[e:has($root, ('del', 'add'))]"/>
  </xsl:function>

  <!-- What stands with the words: breaks, notes, marks of names; a translation beside its original. -->
  <xsl:function name="e:part-switches" as="element(h:label)*">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      e:switch('show-lines', 'no-lines', true())[e:has($root, 'lb')],
      e:switch('show-pages', 'no-pages', true())[e:has($root, ('pb', 'cb', 'gb'))],
      e:switch('show-notes', 'no-notes', true())[exists(e:called-notes($root))],
      e:switch('show-names', 'no-names', true())[map:size(($document?cards, map{})[1]) gt 0],
      e:switch('show-parallel', 'no-parallel', true())[e:has-parallels($root)],
      if (e:has-page-images($root)) then e:image-switch() else ()"/>
  </xsl:function>

  <xsl:function name="e:fieldset" as="element(h:fieldset)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="switches" as="element(h:label)*"/>
    <xsl:if test="exists($switches)">
      <fieldset>
        <legend><xsl:value-of select="e:label($key)"/></legend>
        <xsl:sequence select="$switches"/>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <xsl:function name="e:switch" as="element(h:label)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="checked" as="xs:boolean"/>
    <label>
      <input type="checkbox" id="-{$key}" value="{$word}">
        <xsl:if test="$checked"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
      </input>
      <xsl:text> </xsl:text>
      <xsl:value-of select="e:label($key)"/>
    </label>
  </xsl:function>

  <!-- The switch of page images, with the words that assets/facsimile.js shows. -->
  <xsl:function name="e:image-switch" as="element(h:label)">
    <xsl:for-each select="e:switch('show-images', 'no-images', true())">
      <xsl:copy>
        <xsl:for-each select="h:input">
          <xsl:copy>
            <xsl:sequence select="@*"/>
            <xsl:for-each select="'of', 'page', 'larger', 'smaller', 'fit'">
              <xsl:attribute name="data-{.}" select="e:label('image.' || .)"/>
            </xsl:for-each>
          </xsl:copy>
        </xsl:for-each>
        <xsl:sequence select="text()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- True where there is something to set side by side. -->
  <xsl:function name="e:has-comparisons" as="xs:boolean" visibility="public">
    <xsl:param name="root" as="document-node()"/>
    <xsl:sequence select="
      e:has($root, ('choice', 'app')) or e:has-parallels($root)"/>
  </xsl:function>

  <!-- A second text beside the first, block by block. It is made by the script, so it is hidden until that has run. -->
  <xsl:template name="e:compare-switch" as="element(h:fieldset)?">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="forms" as="xs:boolean" required="yes"/>
    <xsl:param name="witnesses" as="element(h:fieldset)?" required="yes"/>
    <xsl:if test="$forms or exists($witnesses)">
      <fieldset class="compare" hidden="">
        <label for="-compare"><xsl:value-of select="e:label('compare')"/></label>
        <select id="-compare">
            <option value="" selected="selected"><xsl:value-of select="e:label('compare.none')"/></option>
            <xsl:if test="$forms">
              <option value="beside-transcribed"><xsl:value-of select="e:label('compare.transcribed')"/></option>
              <option value="beside-edited"><xsl:value-of select="e:label('compare.edited')"/></option>
            </xsl:if>
            <xsl:for-each select="tail($witnesses/h:label/h:input)">
              <option value="beside-{@value}" data-wit="{replace(@id, '\D+', 'w')}"><xsl:value-of select="normalize-space(..)"/></option>
            </xsl:for-each>
        </select>
      </fieldset>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
