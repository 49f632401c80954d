<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:e="urn:tei-edition:xslt"
    exclude-result-prefixes="#all">

  <!-- How the source looks, as words that a style sheet knows: from @rend (free words), @rendition (a pointer to the
       header's CSS, or TEI simplePrint's "simple:" names), @style (CSS) and the header's selectors. No CSS of a source
       reaches the page: a declaration that is not in the tables below is passed over, lengths and colours are rounded
       to a few steps. -->

  <xsl:key name="e:renditions" match="tei:rendition" use="@xml:id"/>

  <!-- What a word of @rend means, lower-cased and without hyphens. -->
  <xsl:variable name="e:rend-words" static="yes" as="map(xs:string, xs:string)" select="map:merge((
      for $line in tokenize(
        'italic=i,it,ital,italic,italics,italique,kursiv,oblique,slanted,emph;
         bold=b,bold,bf,bolder,fett,strong,boldface,gras;
         small-caps=sc,smallcap,smallcaps,kapitaelchen,kapitälchen;
         capitals=caps,allcaps,capitals,uppercase,upper,capital,majuscule;
         lower-case=lowercase,lower;
         underline=u,ul,underline,underlined,underlining,underscore,unterstrichen,undercolor;
         double-underline=underline2,doubleunderline,doubleunderlined,uu;
         overline=overline,overlined,supraline;
         strike=strike,strikethrough,struck,linethrough,overstrike,overstroke,durchgestrichen,crossedout;
         sup=sup,super,superscript,supralinear,above,hochgestellt;
         sub=sub,subscript,infralinear,tiefgestellt;
         spaced=spaced,spacedout,letterspaced,letterspacing,gesperrt,wide,expanded;
         centre=center,centre,centered,centred,aligncenter,textcenter,zentriert,c,ctr;
         right=right,alignright,flushright,rightaligned,r,rechtsbündig,ralign;
         left=left,alignleft,flushleft,leftaligned;
         justify=justify,justified,block;
         indent-2=indent,indented,einzug,et,eingerückt; indent-1=indent1; indent-4=indent2; indent-6=indent3; indent-8=indent4;
         hanging=hang,hanging,hangingindent;
         large=large,larger,big; huge=xlarge,xxlarge,huge; small=small,smaller,petit; tiny=xsmall,xxsmall,tiny,footnotesize;
         boxed=boxed,box,border,bordered,frame,framed,circled,encircled;
         pre=pre,preserve,verbatim; typewriter=tt,typewriter,typescript,monospace,mono,teletype;
         blackletter=blackletter,gothic,fraktur,blackletters; roman=roman,upright,normal,antiqua,rm;
         ligature=ligature,lig; apex=apex; quoted=quoted,quotes,quotationmarks; ink-red=red,rubric,rubricated,rubrication,rot; ink-blue=blue,blau;
         ink-green=green; ink-brown=brown; ink-purple=purple,violet; ink-grey=gray,grey; ink-gold=gold,gilt,yellow,orange;
         vertical=vertical; rule-above=topline; rule-below=hr,rule,bottomline; initial=initial,dropcap,init', ';')
      return tokenize(substring-after($line, '='), ',') ! map{normalize-space(.): normalize-space(substring-before($line, '='))}))"/>

  <!-- What a declaration of CSS means, "property:value", without blanks. -->
  <xsl:variable name="e:css-words" static="yes" as="map(xs:string, xs:string)" select="map:merge((
      for $line in tokenize(
        'italic=font-style:italic,font-style:oblique; roman=font-style:normal; bold=font-weight:bold,font-weight:bolder,font-weight:600,font-weight:700,font-weight:800,font-weight:900;
         small-caps=font-variant:small-caps,font-variant-caps:small-caps,font-variant:all-small-caps;
         capitals=text-transform:uppercase; lower-case=text-transform:lowercase; underline=text-decoration:underline,text-decoration-line:underline;
         overline=text-decoration:overline; strike=text-decoration:line-through,text-decoration-line:line-through;
         sup=vertical-align:super,vertical-align:top,vertical-align:text-top; sub=vertical-align:sub,vertical-align:text-bottom;
         centre=text-align:center,margin:auto,margin:0auto; right=text-align:right,text-align:end,float:right; left=text-align:left,text-align:start;
         justify=text-align:justify; pre=white-space:pre,white-space:pre-wrap,white-space:pre-line; typewriter=font-family:monospace;
         large=font-size:large,font-size:larger; huge=font-size:x-large,font-size:xx-large; small=font-size:small,font-size:smaller;
         tiny=font-size:x-small,font-size:xx-small; vertical=writing-mode:vertical-rl,writing-mode:vertical-lr,writing-mode:tb-rl;
         rule-above=border-top-style:solid; rule-below=border-bottom-style:solid; boxed=border-style:solid; block=display:block', ';')
      return tokenize(substring-after($line, '='), ',') ! map{normalize-space(.): normalize-space(substring-before($line, '='))}))"/>

  <!-- The look of an element: words for data-rend, none if the source says nothing. -->
  <xsl:function name="e:look" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="pointed" as="xs:string*" select="$element/(@rendition, @e:rendition) ! tokenize(.)"/>
    <xsl:sequence select="distinct-values((
      $element/@rend ! (if (matches(., '^\s*[\w-]+\s*:[^;]+')) then e:css-look(.) else e:rend-look(.)),
      $pointed ! (if (starts-with(., '#')) then e:declared-look(substring(., 2), root($element))
        else e:rend-look(replace(., '^.*[:#]', ''))),
      $element/@style ! e:css-look(.)))"/>
  </xsl:function>

  <!-- What a rendition is declared to be; one that is nowhere declared, what it is in the base format of the Deutsches
       Textarchiv, whose texts point to a list that they do not hold. -->
  <xsl:variable name="e:known-renditions" static="yes" as="map(xs:string, xs:string)" select="
      map{'aq': 'roman', 'b': 'bold', 'blue': 'ink-blue', 'c': 'centre', 'et': 'indent-2', 'et2': 'indent-4', 'et3': 'indent-6',
        'fr': 'boxed', 'g': 'spaced', 'i': 'italic', 'in': 'initial', 'k': 'small-caps', 'larger': 'large', 'red': 'ink-red',
        'right': 'right', 's': 'strike', 'smaller': 'small', 'sub': 'sub', 'sup': 'sup', 'u': 'underline', 'uu': 'double-underline'}"/>

  <xsl:function name="e:declared-look" as="xs:string*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="root" as="node()"/>
    <xsl:variable name="declared" as="element(tei:rendition)*" select="key('e:renditions', $name, $root)"/>
    <xsl:sequence select="if (exists($declared)) then $declared ! e:css-look(string(.)) else $e:known-renditions($name)"/>
  </xsl:function>

  <xsl:function name="e:rend-look" as="xs:string*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="tokenize(translate(lower-case($words), ',;()-_', '    ') => replace('small +caps', 'smallcaps'))
        ! $e:rend-words(.)"/>
  </xsl:function>

  <xsl:function name="e:css-look" as="xs:string*">
    <xsl:param name="css" as="xs:string"/>
    <xsl:for-each select="tokenize(lower-case($css), ';')">
      <xsl:variable name="property" as="xs:string" select="normalize-space(substring-before(., ':'))"/>
      <xsl:variable name="value" as="xs:string" select="normalize-space(substring-after(., ':'))"/>
      <xsl:sequence select="($e:css-words($property || ':' || translate($value, ' ', '')), e:measured-look($property, $value))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Lengths and colours, in steps. -->
  <xsl:function name="e:measured-look" as="xs:string?">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="ems" as="xs:double?" select="e:ems($value)"/>
    <xsl:choose>
      <xsl:when test="$property = ('text-indent', 'margin-left', 'padding-left', 'margin-inline-start') and $ems gt 0">
        <xsl:sequence select="'indent-' || min((20, max((1, xs:integer(round($ems))))))"/>
      </xsl:when>
      <xsl:when test="$property = 'font-size' and exists($ems)">
        <xsl:sequence select="if ($ems ge 1.5) then 'huge' else if ($ems gt 1.05) then 'large'
            else if ($ems ge .95) then () else if ($ems ge .75) then 'small' else 'tiny'"/>
      </xsl:when>
      <xsl:when test="$property = 'letter-spacing' and $ems gt 0"><xsl:sequence select="'spaced'"/></xsl:when>
      <xsl:when test="$property = ('margin-top', 'padding-top') and $ems ge 1"><xsl:sequence select="'space-above'"/></xsl:when>
      <xsl:when test="$property = ('border', 'outline') and $value ne 'none'"><xsl:sequence select="'boxed'"/></xsl:when>
      <xsl:when test="$property = 'color'"><xsl:sequence select="e:ink($value)"/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A length of CSS in units of the font's size; nothing for what is not a length. -->
  <xsl:function name="e:ems" as="xs:double?">
    <xsl:param name="length" as="xs:string"/>
    <xsl:variable name="units" as="map(xs:string, xs:double)" select="map{
        'em': 1e0, 'rem': 1e0, 'ex': .5e0, 'ch': .5e0, 'px': .0625e0, 'pt': .0833e0, 'pc': 1e0, 'mm': .236e0, 'cm': 2.36e0,
        'in': 6e0, '%': .01e0}"/>
    <xsl:variable name="unit" as="xs:string" select="replace($length, '^[\d.]+\s*', '')"/>
    <xsl:variable name="number" as="xs:string" select="replace($length, '\s*[a-z%]+$', '')"/>
    <xsl:sequence select="if (map:contains($units, $unit) and $number castable as xs:double)
        then xs:double($number) * $units($unit) else ()"/>
  </xsl:function>

  <!-- A colour as one of the inks that can be read on light and dark paper. -->
  <xsl:function name="e:ink" as="xs:string?">
    <xsl:param name="colour" as="xs:string"/>
    <xsl:variable name="hex" as="xs:string" select="replace($colour, '^#([0-9a-f])([0-9a-f])([0-9a-f])$', '#$1$1$2$2$3$3')"/>
    <xsl:variable name="parts" as="xs:integer*" select="
      if (not(matches($hex, '^#[0-9a-f]{6}$'))) then ()
      else (2, 4, 6) ! string-length(substring-before('0123456789abcdef', substring($hex, ., 1)))"/>
    <xsl:sequence select="
      if (empty($parts)) then $e:rend-words($colour)[starts-with(., 'ink-')]
      else if (max($parts) - min($parts) le 2) then 'ink-grey'[max($parts) gt 4]
      else if ($parts[1] = max($parts)) then (if ($parts[2] ge 8) then 'ink-gold' else if ($parts[3] ge 8) then 'ink-purple' else 'ink-red')
      else if ($parts[2] = max($parts)) then 'ink-green' else 'ink-blue'"/>
  </xsl:function>

</xsl:stylesheet>
