<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt">

  <!-- Every mode of the stylesheets. Two rules of one rank that match the same node are a mistake, and the tests say "fail"
       here to find them. Readers are served with the last of them: a page takes a fifth less time if Saxon looks no further
       than the first rule that matches. -->
  <xsl:param name="e:ambiguous" as="xs:string" static="yes" select="'use-last'"/>

  <!-- A TEI document to one of its pages, the one that $page counts. -->
  <xsl:mode name="e:page" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <!-- The same without design, for a document that made one of our rules stop, and its elements. -->
  <xsl:mode name="e:bare-page" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <xsl:mode name="e:bare" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- A TEI document to the main part of its page. -->
  <xsl:mode name="e:main" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <!-- Any element of a text to what stands for it on the page. The last rule shows elements that no other knows. -->
  <xsl:mode name="e:content" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- The attributes that every rendered element has: id, class, lang, dir, data-rend, data-cert. -->
  <xsl:mode name="e:attributes" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <!-- An attribute to what it says of an element's kind, cause, hand and certainty, in words. -->
  <xsl:mode name="e:circumstance" on-no-match="deep-skip" _on-multiple-match="{$e:ambiguous}"/>
  <!-- The header, told whole as a description. -->
  <xsl:mode name="e:header" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- A part of a line of the header: names, addresses and references, with separators. -->
  <xsl:mode name="e:run" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- An attribute in words, for elements that say something in their attributes only. -->
  <xsl:mode name="e:remark" on-no-match="deep-skip" _on-multiple-match="{$e:ambiguous}"/>
  <!-- What stands for an element that had other ids, with an anchor for each of these. -->
  <xsl:mode name="e:former" on-no-match="shallow-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- A called note, where it stands in the list of notes. -->
  <xsl:mode name="e:note" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <!-- An entry of a register. -->
  <xsl:mode name="e:entry" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- A reading of the apparatus, where the list of readings says it again: all of it is generated. -->
  <xsl:mode name="e:apparatus" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- MathML as browsers set it. -->
  <xsl:mode name="e:mathml" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- SVG that only draws. -->
  <xsl:mode name="e:drawing" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- A document as plain text, and its elements on the way there. -->
  <xsl:mode name="e:text-file" on-no-match="fail" _on-multiple-match="{$e:ambiguous}"/>
  <xsl:mode name="e:text" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- What is shown as code: tags and text of other vocabularies. -->
  <xsl:mode name="e:code" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- The words of an element as plain text: no notes, no slips. -->
  <xsl:mode name="e:plain" on-no-match="text-only-copy" _on-multiple-match="{$e:ambiguous}"/>
  <!-- Empty hooks for a layer on top: more in the head of a page, before and after its main part. -->
  <xsl:mode name="e:head-extra" on-no-match="deep-skip" _on-multiple-match="{$e:ambiguous}"/>
  <xsl:mode name="e:before-main" on-no-match="deep-skip" _on-multiple-match="{$e:ambiguous}"/>
  <xsl:mode name="e:after-main" on-no-match="deep-skip" _on-multiple-match="{$e:ambiguous}"/>

</xsl:stylesheet>
